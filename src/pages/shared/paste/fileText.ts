/** The text of a file: UTF-8, or UTF-16 as PowerShell writes it. Undefined where it is no text. */
export async function fileText(file: File): Promise<string | undefined> {
  const bytes = new Uint8Array(await bytesOf(file));
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return text.slice(0, 1024).includes('\u0000') ? undefined : text;
}

function encodingOf([first, second]: Uint8Array): string {
  return first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function bytesOf(file: File): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsArrayBuffer(file);
  });
}
