// npm leaves a package for another platform out of package-lock.json when the registry at hand does not carry it, and
// `npm ci` then refuses the lock file everywhere ("Missing: … from lock file"). Such a package is never installed on
// this platform: naming its version and platform is all that `npm ci` asks. The hash of what *is* installed here is
// always npm's own.

type LockEntry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
type Lock = { packages: Record<string, LockEntry> };

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

const platformOf = (name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> => {
  const words = name.split(/[-/]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) {
    throw new Error(`package-lock.json lacks ${name}, whose platform its name does not tell; add it by hand.`);
  }
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : os === 'linux' ? ['glibc'] : undefined;
  return { os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc }) };
};

// Node looks in the package's own node_modules, then in that of each folder above.
const isPresent = (packages: Lock['packages'], from: string, name: string): boolean => {
  for (let folder = from; ; folder = folder.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
};

const sorted = (packages: Lock['packages']): Lock['packages'] =>
  Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));

/** The lock file with every platform's optional packages named. */
export const completeLock = (text: string): string => {
  const lock: Lock = JSON.parse(text);
  let added = 0;
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isPresent(lock.packages, path, name)) continue;
      const dev = entry.dev === true ? { dev: true } : {};
      lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), ...dev, optional: true };
      added += 1;
    }
  }
  return added === 0 ? text : `${JSON.stringify({ ...lock, packages: sorted(lock.packages) }, null, 2)}\n`;
};
