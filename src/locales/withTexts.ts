/**
 * For a part of the plugin that is loaded when it is needed: what it says comes with it. The nodes page itself needs a third
 * of the texts (.config/webpack/firstTexts.ts).
 */
export async function withTexts<T>(part: Promise<T>): Promise<T> {
  const [loaded, { addLaterTexts }] = await Promise.all([part, import('./laterTexts')]);
  addLaterTexts();
  return loaded;
}
