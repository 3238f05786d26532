/** What `verify` says of an entry whose changes are not all there. */
export function brokenTrail(number: string): string {
  return `条目${number}的变更记录不完整或先后不对，请用备份核对这一条。`;
}

/** What `verify` says of a name whose standing does not follow from what was decided about it. */
export function brokenDecision(name: string): string {
  return `叫法“${name}”的归属和留痕对不上，请用备份核对，或由编辑重新定一次。`;
}

/** What `verify` says of something that leads to an entry that is not there. */
export function missingSubject(what: string, name: string): string {
  return `${what}“${name}”指向的条目不在了，也没有清除记录，请用备份核对。`;
}
