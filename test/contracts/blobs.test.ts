import { join } from 'node:path';
import { openDiskBlobs } from '../../src/store/disk/disk-blobs.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { describeBlobs } from './blobs.ts';

describeBlobs('disk', async () => openDiskBlobs(join(await temporaryFolder(), 'blobs')));
