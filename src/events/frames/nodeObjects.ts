import { isRecord } from '../../json/isRecord';
import { type EvidenceCollection } from '../pasted/evidenceCollection';
import { type JsonObject, listIn, objectIn, textIn } from './json';

/** Facts of a Node object. */
export function parseNodeObject(node: JsonObject, evidence: EvidenceCollection): void {
  const metadata = objectIn(node, 'metadata');
  const status = objectIn(node, 'status');
  const info = objectIn(status, 'nodeInfo');
  const name = textIn(metadata, 'name');
  if (name === undefined) {
    evidence.unread.objects += 1;
    return;
  }
  const aliases = aliasesOf(metadata, status).filter((alias) => alias !== name);
  evidence.addNode({
    name,
    aliases: aliases.length > 0 ? aliases : undefined,
    kernelRelease: textIn(info, 'kernelVersion'),
    osImage: textIn(info, 'osImage'),
    kubeletVersion: textIn(info, 'kubeletVersion'),
    containerRuntimeVersion: textIn(info, 'containerRuntimeVersion'),
    cordoned: isRecord(node['spec']) ? node['spec']['unschedulable'] === true : undefined,
  });
}

function aliasesOf(metadata: JsonObject, status: JsonObject): string[] {
  const addresses = listIn(status, 'addresses').filter(isRecord);
  const names = addresses
    .filter(({ type }) => type === 'Hostname' || type === 'InternalDNS')
    .map((address) => textIn(address, 'address'));
  const label = textIn(objectIn(metadata, 'labels'), 'kubernetes.io/hostname');
  return [...new Set([label, ...names])].filter((each) => each !== undefined);
}
