import type { ControlRoute } from '../control.ts';

/** `/__sandbox/edit`: a person changes something in Ads Manager, past this app. */
export const editControl: readonly ControlRoute[] = [];
