// The chunk's own source: one of JSON alone has no source map, which the plugin catalogue asks of every script.
import others from './wordings.json?letters';

export const wordings = others.translated;
