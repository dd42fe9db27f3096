/** Everything screens are made of. */
export {runApp, type AppOptions} from './app.tsx';
export {useConsole, type Console} from './console.ts';
export {Control, Scope, useControl, useFocus, useKeys, type ControlProps} from './focus.tsx';
export {FormProvider, useForm, type Form} from './form.tsx';
export {usePageHeight, Shell, type ShellProps} from './shell.tsx';
export {ChoiceField, type ChoiceFieldProps, type Option} from './fields/choice-field.tsx';
export {FlagField, type FlagFieldProps} from './fields/flag-field.tsx';
export {NumberField, type NumberFieldProps} from './fields/number-field.tsx';
export {SettingField, type SettingFieldProps} from './fields/setting-field.tsx';
export {TextField, type TextFieldProps} from './fields/text-field.tsx';
export {Actions, type Action, type ActionsProps} from './widgets/actions.tsx';
export {Dialog, type DialogProps} from './widgets/dialog.tsx';
export {Facts, type FactsProps} from './widgets/facts.tsx';
export {LogView, type LogViewProps} from './widgets/log-view.tsx';
export {Paragraph, type ParagraphProps} from './widgets/paragraph.tsx';
export {percentOf, ProgressBar, type ProgressBarProps} from './widgets/progress-bar.tsx';
export {Table, type Column, type TableProps, type TableRow} from './widgets/table.tsx';
export type {Key, KeyMap, KeyName} from './keys.ts';
