/** What a route is about, for a reader who looks for it: the order is that of the description. */
export const subjects = [
  { name: 'Signing in', description: 'Sessions, second factors and links, for people.' },
  { name: 'People and keys', description: 'Who may do what: users, invitations, roles and API keys.' },
  { name: 'Clients', description: 'The agency’s clients, their settings, fees, brand and what is held of them.' },
  { name: 'Connections and data', description: 'Consents, ad accounts, sync runs, gaps and imports.' },
  { name: 'Figures', description: 'Questions about figures: totals, days, tables, parts, and how they are measured.' },
  { name: 'Pins', description: 'Paid, earned and organic figures of one Pin together.' },
  {
    name: 'Planning and publishing',
    description: 'Planned Pins, their media and moments, who said yes, and what came of it.',
  },
  { name: 'Goals and notes', description: 'Goals and their pace, notes beside days and on clients.' },
  { name: 'Running it', description: 'The audit trail, jobs and health.' },
] as const;

/** The name of a subject. */
export type Subject = (typeof subjects)[number]['name'];

const ofWord: Readonly<Record<string, Subject>> = {
  session: 'Signing in',
  account: 'Signing in',
  'set-up': 'Signing in',
  users: 'People and keys',
  rights: 'People and keys',
  invitations: 'People and keys',
  keys: 'People and keys',
  clients: 'Clients',
  overview: 'Clients',
  attention: 'Clients',
  settings: 'Clients',
  fees: 'Clients',
  brand: 'Clients',
  portal: 'Clients',
  held: 'Clients',
  connection: 'Connections and data',
  sync: 'Connections and data',
  'sync-runs': 'Connections and data',
  gaps: 'Connections and data',
  imports: 'Connections and data',
  metrics: 'Figures',
  figures: 'Figures',
  costs: 'Figures',
  daily: 'Figures',
  entities: 'Figures',
  'entities.csv': 'Figures',
  breakdowns: 'Figures',
  'breakdowns.csv': 'Figures',
  organic: 'Figures',
  views: 'Figures',
  pins: 'Pins',
  'planned-pins': 'Planning and publishing',
  'review-links': 'Planning and publishing',
  review: 'Planning and publishing',
  'content-terms': 'Planning and publishing',
  boards: 'Planning and publishing',
  assets: 'Planning and publishing',
  folders: 'Planning and publishing',
  calendar: 'Planning and publishing',
  slots: 'Planning and publishing',
  queues: 'Planning and publishing',
  series: 'Planning and publishing',
  pools: 'Planning and publishing',
  'pin-imports': 'Planning and publishing',
  feeds: 'Planning and publishing',
  publishing: 'Planning and publishing',
  webhooks: 'Planning and publishing',
  goals: 'Goals and notes',
  annotations: 'Goals and notes',
  notes: 'Goals and notes',
  audit: 'Running it',
  operate: 'Running it',
  faults: 'Running it',
};

/** What a route is about, by its address; undefined for one that nobody has put anywhere. */
export const subjectOf = (path: string): Subject | undefined => {
  const words = path.split('/').filter((each) => each !== '' && !each.startsWith(':'));
  const [first = '', second = first] = words;
  return ofWord[first === 'clients' ? second : first];
};
