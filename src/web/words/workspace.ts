import { useLocale } from '../kit/preferences.tsx';
import type { ScreenLocale } from './words.ts';
import { workspaceEn } from './workspace-en.ts';
import { workspaceNl } from './workspace-nl.ts';

const both: Readonly<Record<ScreenLocale, typeof workspaceNl>> = { nl: workspaceNl, en: workspaceEn };

/** The texts of the workspace in the language of the screen; apart from the rest, so that they load with it. */
export const useWorkspaceWords = () => both[useLocale().locale];
