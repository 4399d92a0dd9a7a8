import { useLocale } from '../kit/preferences.tsx';
import { auditEn } from './audit-en.ts';
import { auditNl } from './audit-nl.ts';
import type { ScreenLocale } from './words.ts';

const both: Readonly<Record<ScreenLocale, typeof auditNl>> = { nl: auditNl, en: auditEn };

/** The texts of the audit trail in the language of the screen; apart from the rest, so that they load with it. */
export const useAuditWords = () => both[useLocale().locale];
