import { type Action } from './actions';
import { actionPath } from './controlPage';
import { type NodeListing } from './liveFleet';

export interface FleetCommand {
  fleetUrl: string;
  action: Action;
  node: string;
  /** Needed only where two clusters have a node of this name. */
  cluster?: string;
}

/** Does something to a node of a running fleet; answers a sentence about it. */
export async function sendCommand({ fleetUrl, action, node, cluster }: FleetCommand): Promise<string> {
  const nodes = await listNodes(fleetUrl);
  const found = nodes.filter((each) => each.node === node && (cluster === undefined || each.cluster === cluster));
  const [only] = found;
  if (!only) {
    throw new Error(`no node ${node}${cluster === undefined ? '' : ` in ${cluster}`}; ${fleetUrl}/ lists them`);
  }
  if (found.length > 1) {
    throw new Error(`several clusters have ${node}: add --cluster ${found.map((each) => each.cluster).join(' or ')}`);
  }
  const response = await ask(new URL(actionPath(only.cluster, only.node, action), fleetUrl), { method: 'POST' });
  if (!response.ok) {
    throw new Error(`the fleet refused: ${response.status} ${(await response.text()).trim()}`);
  }
  return `${action} ${node} (${only.cluster}): seen at the next scrape`;
}

async function listNodes(fleetUrl: string): Promise<NodeListing[]> {
  const response = await ask(new URL('/nodes', fleetUrl));
  if (!response.ok) {
    throw new Error(`${fleetUrl} is no fleet: it answered ${response.status}`);
  }
  return (await response.json()) as NodeListing[];
}

async function ask(url: URL, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(5000) });
  } catch {
    throw new Error(`no fleet answers at ${url.origin}: start it with "npm run demo", or say where with --at`);
  }
}
