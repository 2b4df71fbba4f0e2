import { locationUtil, type NavModelItem } from '@grafana/data';
import { type Translate } from '../../../locales/translator';
import { nodeTitle } from '../../../locales/wording';
import { type NodeKey } from '../../../diagnosis';
import { appSearchPath, nodePath } from './paths';

/**
 * The place of a page in Grafana: its heading, and the way to it. Grafana leaves out the section around a page where both have
 * one path, so the outermost address must be that of the navigation's own entry.
 */
export function placeOf(text: string, path: string, parentItem?: NavModelItem): NavModelItem {
  return { text, url: locationUtil.assureBaseUrl(path), ...(parentItem && { parentItem }) };
}

export function placeOfNodes(text: Translate, search: string): NavModelItem {
  return placeOf(text('appName'), appSearchPath(search));
}

export function placeOfNode(key: NodeKey, text: Translate, search: string): NavModelItem {
  return placeOf(nodeTitle(key), nodePath(key, search), placeOfNodes(text, search));
}
