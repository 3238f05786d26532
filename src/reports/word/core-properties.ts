import type { Instant } from '../../lib/clock.ts';

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** `docProps/core.xml`, written by us because the library would put its own clock into it. */
export function coreProperties(document: { title: string; creator: string; description: string; at: Instant }): string {
  const at = `${new Date(document.at).toISOString().slice(0, 19)}Z`;
  const time = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escapeXml(document.title)}</dc:title><dc:creator>${escapeXml(document.creator)}</dc:creator><dc:description>${escapeXml(document.description)}</dc:description>`,
    `<cp:lastModifiedBy>${escapeXml(document.creator)}</cp:lastModifiedBy><cp:revision>1</cp:revision>${time('created')}${time('modified')}`,
    '</cp:coreProperties>',
  ].join('');
}
