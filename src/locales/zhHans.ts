// The chunk's own source: one of JSON alone has no source map, which the plugin catalogue asks of every script.
import { flatTexts } from './flatTexts';
import catalogue from './zh-Hans.json';

export const zhHans: Readonly<Record<string, string>> = flatTexts(catalogue);
