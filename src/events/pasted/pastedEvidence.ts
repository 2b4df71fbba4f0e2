import { type EventItem } from '../eventItem';
import { type Fact } from '../facts';

/** What `kubectl get nodes` or `describe node` says of a node. Absent fields were not in the text. */
export interface PastedNode {
  name: string;
  /** Other names of the same machine: logs may carry its host name. */
  aliases?: string[];
  kernelRelease?: string;
  osImage?: string;
  kubeletVersion?: string;
  containerRuntimeVersion?: string;
  cordoned?: boolean;
}

/** Where a pod runs, so that what only names the pod finds its node. */
export interface PastedPod {
  namespace?: string;
  pod: string;
  uid?: string;
  node: string;
  /** Its containers wait to be created, for this reason as the kubelet reports it. */
  waits?: WaitingPod;
}

/** `ageSeconds` as a table tells it, `createdSeconds` (Unix) as an object does: one of the two. */
export interface WaitingPod {
  reason: string;
  ageSeconds?: number;
  createdSeconds?: number;
}

/** What was pasted and not understood. */
export interface Unread {
  /** JSON that breaks off, is malformed or too large: pieces, and the characters in them. */
  pieces: number;
  characters: number;
  /** The text ends within a JSON document. */
  isCutOff: boolean;
  /** JSON objects that are neither events nor nodes nor pods. */
  objects: number;
  /** Lines that fit no format and name no fault. */
  lines: number;
}

export interface PastedEvidence {
  events: EventItem[];
  nodes: PastedNode[];
  pods: PastedPod[];
  /** What the outputs of other programs say of the machine they were taken on. */
  facts: Fact[];
  unread: Unread;
}
