import { isRecord } from '../json/isRecord';

/** Who makes pods. */
export interface Owner {
  /** Null where nobody says it and the pod's name fits several kinds. */
  kind: string | null;
  owner: string;
}

/** What Kubernetes itself says of who made a pod, by namespace and pod. */
export type OwnersByPod = ReadonlyMap<string, Owner>;

export const podId = (namespace: string | undefined, pod: string): string => JSON.stringify([namespace ?? '', pod]);

/**
 * Learns who made which pod from objects as `kubectl get events,pods,jobs -o json` prints them: a controller's own event
 * of each pod that it has created, and the references of the objects. Anything else says nothing.
 * https://github.com/kubernetes/kubernetes/blob/v1.30.0/pkg/controller/controller_utils.go
 */
export class OwnersReader {
  private readonly makers = new Map<string, Owner>();

  /** A Job's own maker is whose pods they are, too. */
  owners(): OwnersByPod {
    const owners = new Map<string, Owner>();
    for (const [id, maker] of this.makers) {
      const [kind, namespace, name] = JSON.parse(id) as [string, string, string];
      if (kind === 'Pod') {
        owners.set(podId(namespace, name), this.makers.get(idOf(maker.kind, namespace, maker.owner)) ?? maker);
      }
    }
    return owners;
  }

  take(object: JsonObject): void {
    const about = at(object, 'involvedObject') ?? at(object, 'regarding');
    if (about) {
      const made = /^Created (pod|job):? (\S+)$/.exec(textAt(object, 'message') ?? textAt(object, 'note') ?? '');
      this.add(made?.[1] === 'job' ? 'Job' : 'Pod', textAt(about, 'namespace'), made?.[2], about);
      return;
    }
    const metadata = at(object, 'metadata');
    const references = metadata?.['ownerReferences'];
    const controllers = (Array.isArray(references) ? references : []).filter(isRecord);
    const controller = controllers.find((each) => each['controller'] === true);
    if (metadata && controller) {
      this.add(textAt(object, 'kind'), textAt(metadata, 'namespace'), textAt(metadata, 'name'), controller);
    }
  }

  private add(kind: string | undefined, namespace: string | undefined, name: string | undefined, by: JsonObject): void {
    const [maker, owner] = [textAt(by, 'kind'), textAt(by, 'name')];
    if (kind && name && maker && owner) {
      this.makers.set(idOf(kind, namespace, name), { kind: maker, owner });
    }
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

const idOf = (kind: string | null, namespace: string | undefined, name: string) =>
  JSON.stringify([kind, namespace ?? '', name]);

function at(object: JsonObject, name: string): JsonObject | undefined {
  const value = object[name];
  return isRecord(value) ? value : undefined;
}

function textAt(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
