import type { Context } from 'koa';
import rawBody from 'raw-body';
import type { Upload } from './options.ts';

const MAX_FORM_BYTES = 10_000;
const MAX_UPLOAD_BYTES = 16 * 1024 * 1024;

/** The fields of a small form. */
export async function readForm(context: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await rawBody(context.req, { limit: MAX_FORM_BYTES, encoding: 'utf8' }));
}

/** The files of an upload form; the ones of no bytes are places left empty. */
export async function readUploads(context: Context): Promise<Upload[]> {
  const bytes = await rawBody(context.req, { limit: MAX_UPLOAD_BYTES });
  // The platform's own reader of multipart bodies.
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': context.get('content-type') } }).formData();
  const files = form.getAll('file').filter(part => part instanceof File && part.size > 0) as File[];
  return Promise.all(files.map(async file => ({ name: nameOf(file), bytes: new Uint8Array(await file.arrayBuffer()) })));
}

/** A name, never a path. */
function nameOf({ name }: File): string {
  return (
    name
      .replace(/^.*[/\\]/, '')
      .replace(/\p{Cc}/gu, '')
      .slice(0, 200) || '未命名'
  );
}
