import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Where many small commits cost no fsync of a real disk: in memory, where there is such a place. */
export const fastFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
