import { diagnose, type Diagnosis, type NodeEvidence } from '../diagnosis';
import { type LogEntry } from '../events';
import { collect, exportersOf, nodeId } from '../signals/evidence/collect';
import { joinLogged, lokiQuery } from '../signals/evidence/loggedEvents';
import {
  evidenceQueries,
  historyQuery,
  podNodesQuery,
  readRecorded,
  type Recorded,
  recordedQuery,
  signalQueries,
} from '../signals/questions/queries';
import { type PastedSource } from '../signals/evidence/pastedSource';
import { type Answers, type QueryId, type SignalQuery } from '../signals/series';
import { type Settings } from '../signals/settings/settings';
import { type PrometheusSource } from './dataSources';
import { Inquiry, type Progress } from './inquiry';
import { type AskedSpan } from './queryPrometheus';
import { mostHistories, suspectsOf } from './suspects';

export interface FleetQuestion {
  source: PrometheusSource;
  settings: Settings;
  span: AskedSpan;
}

export interface FleetNode {
  id: string;
  evidence: NodeEvidence;
  diagnosis: Diagnosis;
  /** The row stands for a pod or a pasted text, whose node is not known. */
  isWithoutNode?: boolean;
  /** Pasted texts that said something of it. */
  pasted?: ReadonlySet<PastedSource>;
}

export type FleetProgress = Progress<QueryId>;

export interface FleetReading {
  atSeconds: number;
  nodes: FleetNode[];
  queries: FleetProgress;
  /** The queries that carry most verdicts have come, failed, or kept us waiting long enough. */
  isUsable: boolean;
  isFinished: boolean;
  /** Pasted events that do not count: they are from before the last boot of their node. */
  eventsBeforeBoot?: number;
}

/** Whether there are recorded series is a small question; a source that cannot say soon is asked for the signals. */
const recordedTimeoutMs = 3_000;

/** Without these a verdict would say "unknown" of nearly every node, only to be taken back a moment later. */
const neededFirst: readonly QueryId[] = ['facts', 'memory'];

/** Asks the overview's questions and judges the fleet anew as each answer comes. Never rejects. */
export function readFleet(
  question: FleetQuestion,
  onReading: (reading: FleetReading) => void,
  signal: AbortSignal
): Promise<void> {
  return new FleetReader(question, onReading, signal).read();
}

class FleetReader {
  private readonly inquiry: Inquiry<QueryId>;
  private readonly answers: Answers = {};
  private logged: LogEntry[] = [];
  private isFinished = false;
  /** The last one told; of an earlier moment than the answers that came since. */
  private reading: FleetReading | undefined;

  constructor(
    private readonly question: FleetQuestion,
    onReading: (reading: FleetReading) => void,
    signal: AbortSignal
  ) {
    const { source, span } = question;
    const onChange = () => onReading((this.reading = this.judge()));
    this.inquiry = new Inquiry({ source, span, signal, onChange });
  }

  async read(): Promise<void> {
    const { settings } = this.question;
    const asked = [this.askSignals(), ...evidenceQueries(settings).map((query) => this.askThenPlaces(query))];
    if (lokiQuery(settings)) {
      asked.push(this.askLogged());
    }
    this.inquiry.tell();
    await Promise.all(asked);
    this.isFinished = true;
    this.inquiry.tell();
  }

  /** What the rules have recorded where that is nearly all there is to know, else the signals themselves; then the history. */
  private async askSignals(): Promise<void> {
    const { settings } = this.question;
    for (const { id } of signalQueries(settings)) {
      this.inquiry.announce(id);
    }
    this.inquiry.announce('history');
    const recorded = await this.askRecorded();
    await Promise.all(signalQueries(settings, recorded).map((query) => this.ask(query)));
    await this.askHistory(recorded);
  }

  private async askRecorded(): Promise<Recorded | undefined> {
    const query = recordedQuery(this.question.settings);
    const outcome = query && (await this.inquiry.askAside(query, recordedTimeoutMs));
    return outcome?.kind === 'answered' ? readRecorded(outcome.rows) : undefined;
  }

  private async askHistory(recorded: Recorded | undefined): Promise<void> {
    // Judged and shown now, so that the suspects are known without judging the fleet once more for them alone.
    this.inquiry.tell();
    const names = this.historyNames(this.reading?.nodes ?? []);
    if (names?.nodes.length === 0) {
      this.inquiry.progress.history = { state: 'answered', notices: [], seriesCount: 0 };
      this.inquiry.tellSoon();
    } else {
      await this.ask(historyQuery(this.question.settings, recorded, names));
    }
  }

  /** Nothing: everybody's. */
  private historyNames(nodes: readonly FleetNode[]): { nodes: string[]; exporters: string[] } | undefined {
    if (nodes.length <= mostHistories) {
      return undefined;
    }
    const keys = suspectsOf(nodes).map(({ evidence }) => evidence.key);
    const exporters = exportersOf(this.answers.memory ?? [], keys, this.question.settings);
    return { nodes: [...new Set(keys.map(({ node }) => node))], exporters: [...new Set(exporters)] };
  }

  private async askThenPlaces(query: SignalQuery): Promise<void> {
    await this.ask(query);
    const places = query.id === 'waiting' && podNodesQuery(this.answers.waiting ?? [], this.question.settings);
    if (places) {
      await this.ask(places);
    }
  }

  private async askLogged(): Promise<void> {
    this.logged = await this.inquiry.askLogged('events', this.question.settings);
    this.inquiry.tellSoon();
  }

  private async ask(query: SignalQuery): Promise<void> {
    const rows = await this.inquiry.ask(query);
    if (rows) {
      this.answers[query.id] = rows;
    }
    this.inquiry.tellSoon();
  }

  private judge(): FleetReading {
    const { answers, logged, isFinished, inquiry } = this;
    const { settings, span } = this.question;
    const isUsable = isFinished || neededFirst.every((id) => !inquiry.isQuietlyWaiting(id));
    const { nodes: collected, withoutNode } = isUsable
      ? joinLogged(collect(answers, settings, span.atSeconds), logged, settings, span.atSeconds)
      : { nodes: [], withoutNode: new Set() };
    const nodes = collected.map((evidence): FleetNode => {
      const id = nodeId(evidence.key);
      const diagnosis = diagnose(evidence, settings.thresholds);
      return withoutNode.has(id) ? { id, evidence, diagnosis, isWithoutNode: true } : { id, evidence, diagnosis };
    });
    return { atSeconds: span.atSeconds, nodes, queries: { ...inquiry.progress }, isUsable, isFinished };
  }
}
