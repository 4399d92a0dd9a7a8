import type { ClientId } from '../../foundation/kit/index.ts';
import { business, column, plain, table } from '../../foundation/schema/index.ts';

const known = { known_from: column.instant(plain) };
const past = { ...known, known_to: column.instant(plain) };
const monthly = { partitions: 'month', keep: 'client-retention' } as const;

// Stored only for clients whose contract says so; they follow the same retention and stay apart from what was paid for.
const organicFact = business({ purpose: 'organic-reporting', keep: 'client-retention', onErase: 'keep' });
const organicCount = () => column.int8(organicFact).nullable();
const organicAnswer = {
  client_id: column.int4<ClientId>(plain),
  day: column.day(plain),
  data_status: column.text(organicFact),
};
const organicAccountFigures = {
  impressions: organicCount(),
  engagements: organicCount(),
  pin_clicks: organicCount(),
  outbound_clicks: organicCount(),
  saves: organicCount(),
};
const organicPinFigures = {
  impressions: organicCount(),
  pin_clicks: organicCount(),
  outbound_clicks: organicCount(),
  saves: organicCount(),
  profile_visits: organicCount(),
  user_follows: organicCount(),
};

/** A number for each Pin with organic figures. */
const factsOrganicPins = table('facts_organic_pins', ['client_id', 'pin'], {
  first_known_at: column.instant(plain),
  client_id: column.int4<ClientId>(plain),
  pin: column.int4(plain),
  pin_id: column.text(organicFact),
});

/** When a client's organic numbers were last pulled. */
const factsOrganicPulls = table('facts_organic_pulls', ['client_id'], {
  pulled_at: column.instant(plain),
  client_id: column.int4<ClientId>(plain),
  landing_id: column.uuid(plain),
});

/** Organic numbers of a client's Pinterest account per day. */
const factsOrganicDays = table(
  'facts_organic_days',
  ['client_id', 'day'],
  { ...known, ...organicAnswer, ...organicAccountFigures },
  monthly,
);

/** What `facts_organic_days` said before, from when until when. */
const factsOrganicDaysPast = table(
  'facts_organic_days_past',
  ['client_id', 'day', 'known_from'],
  { ...past, ...organicAnswer, ...organicAccountFigures },
  monthly,
);

/** Organic numbers of single Pins per day. */
const factsOrganicPinDays = table(
  'facts_organic_pin_days',
  ['client_id', 'day', 'pin'],
  { ...known, ...organicAnswer, pin: column.int4(plain), ...organicPinFigures },
  monthly,
);

/** What `facts_organic_pin_days` said before, from when until when. */
const factsOrganicPinDaysPast = table(
  'facts_organic_pin_days_past',
  ['client_id', 'day', 'pin', 'known_from'],
  { ...past, ...organicAnswer, pin: column.int4(plain), ...organicPinFigures },
  monthly,
);

/** The tables of organic numbers; the room's `tables.ts` lists them with the others. */
export const organicTables = [
  factsOrganicPins,
  factsOrganicPulls,
  factsOrganicDays,
  factsOrganicDaysPast,
  factsOrganicPinDays,
  factsOrganicPinDaysPast,
] as const;
