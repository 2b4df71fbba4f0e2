import { type Diagnosis, type NodeEvidence } from '../../diagnosis';
import { type PastedSource } from './pastedSource';

/** A node with what is known of it and what follows from that. */
export interface FleetNode {
  id: string;
  evidence: NodeEvidence;
  diagnosis: Diagnosis;
  /** The row stands for a pod or a pasted text, whose node is not known. */
  isWithoutNode?: boolean;
  /** Pasted texts that said something of it. */
  pasted?: ReadonlySet<PastedSource>;
}
