import { parseDescribedPlace } from '../frames/describedNode';
import { followDescription } from '../frames/describeOutput';
import { parseTableHeader } from '../frames/eventTable';
import { type LineContext } from '../frames/logLine';
import { isNodeRow, parseNodeRow } from '../frames/nodeTable';
import { isPodRow, parsePodRow } from '../frames/podTable';
import { parsePrompt } from '../frames/prompt';
import { type Occurrence } from './eventCollection';
import { type EvidenceCollection } from './evidenceCollection';
import { meaningIn } from './messageBlock';

const shortestPlace = '# dmesg'.length;
const scheduled =
  /^Successfully assigned (?:([a-z0-9-]{1,63})\/)?([a-z0-9][a-z0-9.-]{0,252}) to ([A-Za-z0-9][\w.-]{0,252})$/;
/** Markdown's heading looks like what root types; a message stands in it, and no shell's syntax. */
const isHeading = (line: string): boolean =>
  /^#{1,6} (?:[^|<>$]*(?:: | - )|(?!.*\s--?\w)(?:[^\s|<>$]+ ){3})[^|<>$]*$/.test(line) && meaningIn(line) !== undefined;

/** Follows where the lines of a text belong: the host of a prompt, what is described, rows of nodes and pods. */
export class PlaceReader {
  context: LineContext = {};

  constructor(private readonly events: EvidenceCollection) {}

  /** @returns whether the line says where something is, and nothing else */
  read(line: string): boolean {
    if (this.readPlace(line) || this.readDirectory(line)) {
      return true;
    }
    this.context = followDescription(line, this.context);
    parseDescribedPlace(line, this.context, this.events);
    return false;
  }

  /** The scheduler's row tells the node of a described pod; further rows name only the kubelet. */
  follow({ reason, pod, message }: Occurrence): void {
    const [, namespace, name, node] = reason === 'Scheduled' ? (scheduled.exec(message) ?? []) : [];
    if (node === undefined || name === undefined) {
      return;
    }
    this.events.addPod({ namespace: namespace ?? this.context.namespace, pod: name, node });
    if (pod === undefined || pod === this.context.pod) {
      this.context = { ...this.context, node: this.context.node ?? node };
    }
  }

  /** A command at a prompt begins another output; a row of nodes or pods says where something is. */
  private readPlace(line: string): boolean {
    if (parseTableHeader(line)) {
      return true;
    }
    if (line.length < shortestPlace || isHeading(line)) {
      return false;
    }
    const context = parsePrompt(line, this.context);
    this.context = context ?? this.context;
    return context !== undefined || parsePodRow(line, this.context, this.events) || parseNodeRow(line, this.events);
  }

  /** What `pwd` answers. */
  private readDirectory(line: string): boolean {
    const directory = this.context.asksDirectory ? /^\s{0,8}(\/\S{0,512})\s*$/.exec(line)?.[1] : undefined;
    this.context = { ...this.context, directory: directory ?? this.context.directory, asksDirectory: false };
    return directory !== undefined;
  }
}

/** Would a line be read as a place? */
export function isPlace(line: string): boolean {
  return (
    line.length >= shortestPlace &&
    !isHeading(line) &&
    (parsePrompt(line) !== undefined || isPodRow(line) || isNodeRow(line))
  );
}
