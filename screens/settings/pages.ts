/** Every page of settings of a host, in the order of setup's menu. */
import {enginePage} from './engine.tsx';
import {kdumpPage} from './kdump.tsx';
import {keyboardPage} from './keyboard.tsx';
import {loggingPage} from './logging.tsx';
import {monitoringPage} from './monitoring.tsx';
import {networkPage} from './network.tsx';
import type {SettingsPage} from './page.ts';
import {performancePage} from './performance.tsx';
import {remoteStoragePage} from './remote-storage.tsx';
import {securityPage} from './security.tsx';
import {timePage} from './time.tsx';

export const settingsPages: readonly SettingsPage[] = [
	...[networkPage, securityPage, keyboardPage, timePage, remoteStoragePage, loggingPage, kdumpPage, monitoringPage],
	...[performancePage, enginePage],
];
