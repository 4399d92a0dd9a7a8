import { EXIT_REFUSED } from '../foundation/kit/index.ts';

process.stderr.write('prikbord: this version holds no commands yet.\n');
process.exitCode = EXIT_REFUSED;
