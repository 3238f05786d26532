import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where Windows, Linux and macOS keep fonts. */
function fontFolders(): string[] {
  const home = homedir();
  return [
    ...[join(process.env['WINDIR'] ?? 'C:\\Windows', 'Fonts'), join(home, 'AppData', 'Local', 'Microsoft', 'Windows', 'Fonts')],
    ...['/usr/share/fonts', '/usr/local/share/fonts', join(home, '.local', 'share', 'fonts'), join(home, '.fonts')],
    ...['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library', 'Fonts')],
  ];
}

/** File names of fonts with simplified Chinese letters, the most legible on a screen first. */
const known = [
  /^msyh\.tt[cf]$/i,
  /^(noto ?sans ?(cjk|sc|hans)|source ?han ?sans)[^/]*regular[^/]*\.(tt[cf]|ot[cf])$/i,
  /^(pingfang|stheiti light|hiragino sans gb)\.ttc$/i,
  /^(wqy-?(microhei|zenhei)|simhei|droidsansfallback(full)?|fzhtk?|deng)\.tt[cf]$/i,
  /^(noto ?sans ?(cjk|sc|hans)|source ?han)[^/]*\.(tt[cf]|ot[cf])$/i,
  /^(simsun|fzsong[^/]*|noto ?serif ?(cjk|sc)[^/]*)\.(tt[cf]|ot[cf])$/i,
];

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath ?? entry.path, entry.name));
}

/** 中文字体 — the file of one that the machine has, null when there is none that is known. */
export async function findChineseFont(folders: readonly string[] = fontFolders()): Promise<string | null> {
  const files = (await Promise.all(folders.map(filesIn))).flat().sort();
  const nameOf = (file: string): string => file.split(/[/\\]/).at(-1) ?? '';
  for (const name of known) {
    const found = files.find(file => name.test(nameOf(file)));
    if (found) return found;
  }
  return null;
}
