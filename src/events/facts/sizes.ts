const powers: Readonly<Record<string, number>> = { '': 0, b: 0, k: 1, m: 2, g: 3, t: 4, p: 5, к: 1, м: 2, г: 3, т: 4 };
const sizeForm = /^([0-9]{1,18}(?:\.[0-9]{1,6})?) ?([bkmgtpкмгт]?)(i?[bб]?(?:yte)?s?)$/i;

/** Bytes of `251G`, `3.4Gi`, `4134564.50K`, `512 MB`, `12,5 ГБ`; every unit is binary, as the kernel and procps mean it. */
export function parseSize(text: string, unit = ''): number | undefined {
  const [, number, prefix = '', rest = ''] =
    sizeForm.exec(text.replace(/,(?=[0-9]{3}(?![0-9]))/g, '').replace(',', '.')) ?? [];
  const power = powers[(prefix || (rest ? 'b' : unit)).toLowerCase()];
  return number === undefined || power === undefined ? undefined : Math.round(Number(number) * 1024 ** power);
}

/** A count as programs and people write it: `182210`, `182,210`. */
export function parseCount(text: string | undefined): number | undefined {
  return text !== undefined && /^(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})$/.test(text)
    ? Number(text.replaceAll(',', ''))
    : undefined;
}
