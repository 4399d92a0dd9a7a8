import type { Page } from './handler.ts';
import { consentPages } from './handlers/consent.ts';
import { picturePages } from './handlers/pictures.ts';
import { reportPages } from './handlers/reports.ts';
import { sitePages } from './handlers/sites.ts';
import { uploadPages } from './handlers/upload.ts';

/** Every address outside `/v5` and `/__sandbox`: consent, report files, upload target, pictures, landing pages, feeds. */
export const pages: readonly Page[] = [...consentPages, ...picturePages, ...reportPages, ...sitePages, ...uploadPages];
