/** A download needs its address for a while; nobody tells when it is done. */
const ADDRESS_LASTS_MS = 60_000;

/** Lets the browser save a file. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), ADDRESS_LASTS_MS);
}
