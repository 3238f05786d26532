import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { checkFile } from './check-file.ts';
import type { ProblemList } from './problem.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/** One checked file. What a bureau wrote itself is checked strictly; what came with the program is fitted to the bureau. */
export interface LoadedFile<T> {
  file: YamlFile;
  value: T;
  shipped: boolean;
}

/** 配置文件夹 — a bureau's own folder, with the shipped one behind it. */
export interface BureauFolder {
  /** A file of the bureau's own; undefined when there is none. */
  own<S extends z.ZodType>(name: string, schema: S): Promise<LoadedFile<z.infer<S>> | undefined>;
  /** The bureau's own file, or the shipped one. */
  one<S extends z.ZodType>(name: string, schema: S): Promise<LoadedFile<z.infer<S>> | undefined>;
  /** All files of a sub-folder, in the order of their names; the shipped ones when the bureau has none. */
  all<S extends z.ZodType>(subfolder: string, schema: S): Promise<LoadedFile<z.infer<S>>[]>;
}

async function yamlNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(name => /^[^.~].*\.ya?ml$/.test(name)).sort();
  } catch {
    return [];
  }
}

/** Reads files of `ownFolder`, falling back to `shippedFolder`; errors and warnings gather in `problems`. */
export function createBureauFolder(ownFolder: string, shippedFolder: string, problems: ProblemList): BureauFolder {
  const isOwnShipped = resolve(ownFolder) === resolve(shippedFolder);
  // A file that is there but wrong counts as there: falling back to the shipped one would hide the mistake.
  async function load<S extends z.ZodType>(folder: string, name: string, schema: S): Promise<LoadedFile<z.infer<S>> | 'wrong' | undefined> {
    const file = await readYamlFile(join(folder, name), name, problems);
    if (!file) return undefined;
    const value = checkFile(file, schema, problems);
    return value === undefined ? 'wrong' : { file, value, shipped: folder === shippedFolder && !isOwnShipped };
  }
  const right = <T>(loaded: LoadedFile<T> | 'wrong' | undefined): LoadedFile<T> | undefined => (loaded === 'wrong' ? undefined : loaded);
  return {
    own: async (name, schema) => right(await load(ownFolder, name, schema)),
    one: async (name, schema) => right((await load(ownFolder, name, schema)) ?? (await load(shippedFolder, name, schema))),
    async all(subfolder, schema) {
      const own = await yamlNames(join(ownFolder, subfolder));
      const folder = own.length > 0 ? ownFolder : shippedFolder;
      const names = own.length > 0 ? own : await yamlNames(join(shippedFolder, subfolder));
      const loaded = await Promise.all(names.map(name => load(folder, `${subfolder}/${name}`, schema)));
      return loaded.map(right).filter(file => file !== undefined);
    },
  };
}
