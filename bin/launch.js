'use strict';
// Old JavaScript on purpose: this file runs on any Node from version 20 on, before anything is installed. It brings in
// what is missing, finds Node 26 and hands over. `bin/prikbord` starts the program itself, `node bin/launch.js <file>`
// one of scripts/.

const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const root = path.dirname(__dirname);
const WANTED_MAJOR = 26;
// A start that refuses because the machine is not set up: EX_CONFIG of sysexits.h, as everywhere in Prikbord.
const REFUSED = 78;

// Results go to stdout, so everything said here goes to stderr.
function say(text) {
  process.stderr.write(`${text}\n`);
}

function refuse(text) {
  say(`prikbord: ${text}`);
  process.exit(REFUSED);
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

// Compares what npm says it installed with what the lock file asks. Dates say nothing: a checkout or `npm install`
// touches the lock file last without changing what is needed.
function isInstalled() {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const present = readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) refuse('package-lock.json is missing; this is not a complete copy of Prikbord.');
  if (present === undefined) return false;
  const names = Object.keys(wanted).filter((name) => name !== '');
  // A production image is installed without development packages, and stays so.
  const withDev = names.some((name) => wanted[name].dev === true && present[name] !== undefined);
  return names.every((name) => {
    const want = wanted[name];
    const have = present[name];
    if (have !== undefined) return have.version === want.version && have.integrity === want.integrity;
    return want.optional === true || want.devOptional === true || (want.dev === true && !withDev);
  });
}

function npmCommand() {
  // Set when npm runs us; the same npm is used then, whatever is on the path.
  const running = process.env.npm_execpath;
  if (running !== undefined && /\.c?js$/.test(running)) return { file: process.execPath, first: [running] };
  return { file: process.platform === 'win32' ? 'npm.cmd' : 'npm', first: [] };
}

function install(then) {
  const npm = npmCommand();
  const began = process.hrtime.bigint();
  const seconds = () => Math.round(Number(process.hrtime.bigint() - began) / 1e9);
  say('Installing what is missing (npm ci, no install scripts)…');
  const child = spawn(
    npm.file,
    npm.first.concat(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']),
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    },
  );
  // On a terminal npm draws its own progress; elsewhere it is silent until the end.
  const ticker = setInterval(() => process.stderr.isTTY || say(`  … still unpacking, ${seconds()} s`), 5000);
  child.once('error', (error) =>
    refuse(`npm could not be started (${error.message}). Install Node with npm and try again.`),
  );
  child.once('exit', (code) => {
    clearInterval(ticker);
    if (code !== 0) refuse(`npm ci ended with code ${code}; its message stands above. Nothing was started.`);
    say(`Installed in ${seconds()} s.`);
    then();
  });
}

function major(version) {
  return Number(/^v?(\d+)/.exec(version)[1]);
}

// The Node that npm brought (pinned, its hash in the lock file), else the one we run on when that is new enough.
function findNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const folder = path.join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin');
  const brought = path.join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  if (fs.existsSync(brought) && spawnSync(brought, ['--version']).status === 0) return brought;
  if (major(process.version) >= WANTED_MAJOR) return process.execPath;
  return refuse(
    `Node ${WANTED_MAJOR} or newer is needed. npm has none for ${process.platform}-${process.arch} that runs here, ` +
      `and the system's is ${process.version}. Install Node ${WANTED_MAJOR} (https://nodejs.org) and try again.`,
  );
}

// The child ends as it wants; we only pass on what was asked of us and end the same way. A terminal sends Ctrl-C to
// both of us, so the child may hear it twice: what counts there is that one arrived.
function runChild(node, entry, args) {
  const child = spawn(node, [entry].concat(args), { stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => refuse(`${node} could not be started: ${error.message}`));
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

// Node keeps what it made of each source file beside the packages: half of what starting a process costs. Every process
// that follows inherits the setting; a folder that cannot be written is left alone by Node.
function keepCompiled() {
  process.env.NODE_COMPILE_CACHE ||= path.join(root, 'node_modules', '.cache', 'prikbord-compiled');
  return process.env.NODE_COMPILE_CACHE;
}

function handOver(file, args) {
  const entry = path.join(root, file);
  if (!fs.existsSync(entry)) refuse(`${file} is missing; this is not a complete copy of Prikbord.`);
  const node = findNode();
  const compiled = keepCompiled();
  if (fs.realpathSync(node) !== fs.realpathSync(process.execPath)) return runChild(node, entry, args);
  require('node:module').enableCompileCache?.(compiled);
  // Already the right Node (npm puts it first on the path): no second process, no signals to pass on.
  process.argv = [process.execPath, entry].concat(args);
  return import(pathToFileURL(entry).href);
}

/** Installs what is missing, then runs a file of this checkout with Node 26. */
function launch(file, args) {
  if (isInstalled()) void handOver(file, args);
  else install(() => void handOver(file, args));
}

module.exports = { launch };

if (require.main === module) {
  if (process.argv[2] === undefined) refuse('usage: node bin/launch.js <file> [arguments]');
  launch(process.argv[2], process.argv.slice(3));
}
