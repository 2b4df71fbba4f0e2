import { diagnose, type NodeKey } from '../diagnosis';
import { type LogEntry } from '../events';
import { collect, nodeId } from '../signals/evidence/collect';
import { joinLogged, lokiQuery } from '../signals/evidence/loggedEvents';
import {
  type ChartWindow,
  chartWindow,
  exporterQueries,
  failingQuery,
  kubernetesQueries,
  type NodeName,
  type NodeQuery,
  podAgesQuery,
  whereQuery,
} from '../signals/questions/nodeQueries';
import { type NodeQueryId, type SeriesRow } from '../signals/series';
import { type Settings } from '../signals/settings/settings';
import { type LookedAt } from '../signals/timeline/nodeTimeline';
import { type PrometheusSource } from './dataSources';
import { Inquiry, type Progress } from './inquiry';
import { type FleetNode } from './readFleet';
import { type AskedSpan } from './queryPrometheus';

export interface NodeQuestion {
  source: PrometheusSource;
  settings: Settings;
  name: NodeName;
  span: AskedSpan;
  /** Ask these questions and no others. */
  only?: readonly NodeQueryId[];
}

/** `stepSeconds` is 0 for an instant answer. */
export interface NodeAnswer extends LookedAt {
  rows: readonly SeriesRow[];
  /** What was asked, for Explore. */
  expr: string;
}

export type NodeProgress = Progress<NodeQueryId>;
export type NodeAnswers = Partial<Record<NodeQueryId, NodeAnswer>>;

export interface NodeReading {
  span: AskedSpan;
  /** Absent until the cluster is settled. */
  key?: NodeKey;
  /** Clusters that have a node of this name; more than one: the reader has to choose. */
  clusters: string[];
  queries: NodeProgress;
  answers: NodeAnswers;
  node?: FleetNode;
  isFinished: boolean;
}

/** Without these a verdict would be taken back a moment later. */
const neededFirst: readonly NodeQueryId[] = ['where', 'facts', 'memory', 'history', 'stuckPods', 'events'];

/** Asks everything about one node, each question in a request of its own. Never rejects. */
export function readNode(
  question: NodeQuestion,
  onReading: (reading: NodeReading) => void,
  signal: AbortSignal
): Promise<void> {
  return new NodeReader(question, onReading, signal).read();
}

class NodeReader {
  private readonly inquiry: Inquiry<NodeQueryId>;
  private readonly answers: NodeAnswers = {};
  private readonly window: ChartWindow;
  private logged: LogEntry[] = [];
  private key: NodeKey | undefined;
  private clusters: string[] = [];
  private isFinished = false;

  constructor(
    private readonly question: NodeQuestion,
    onReading: (reading: NodeReading) => void,
    private readonly signal: AbortSignal
  ) {
    const { name, source, span } = question;
    this.inquiry = new Inquiry({ source, span, signal, onChange: () => onReading(this.reading()) });
    this.window = chartWindow(span.fromSeconds, span.atSeconds);
    this.key = name.isClusterKnown ? { cluster: name.cluster, node: name.node } : undefined;
  }

  async read(): Promise<void> {
    const { name, settings } = this.question;
    const logged = this.askLogged();
    // First in turn: half of the other questions wait for its answer.
    const where = this.ask(whereQuery(name, settings));
    const known = this.key ? this.askKubernetes(this.key) : undefined;
    await where;
    if (!this.signal.aborted) {
      const key = (this.key ??= this.settleCluster());
      await Promise.all([
        known,
        logged,
        key && !known ? this.askKubernetes(key) : undefined,
        key && this.askExporters(key),
      ]);
      await this.askSince();
    }
    this.isFinished = true;
    this.inquiry.tell();
  }

  /** The cluster of the only node of this name; nothing while the reader has to choose. */
  private settleCluster(): NodeKey | undefined {
    const { name, settings } = this.question;
    const rows = this.answers.where?.rows ?? [];
    this.clusters = [...new Set(rows.map(({ labels }) => labels[settings.clusterLabel] ?? ''))].sort();
    return this.clusters.length > 1 ? undefined : { cluster: this.clusters[0] || undefined, node: name.node };
  }

  private async askKubernetes(key: NodeKey): Promise<void> {
    await Promise.all(
      kubernetesQueries(key, this.question.settings, this.window).map(async (query) => {
        await this.ask(query);
        const ages = query.id === 'stuckPods' ? this.podAges(key) : undefined;
        if (ages) {
          await this.ask(ages);
        }
      })
    );
  }

  private podAges(key: NodeKey): NodeQuery | undefined {
    return podAgesQuery(key, this.question.settings, this.answers.stuckPods?.rows ?? []);
  }

  private async askExporters(key: NodeKey): Promise<void> {
    const where = this.answers.where?.rows ?? [];
    const instances = where.flatMap(({ labels: { instance } }) => (instance ? [instance] : []));
    await Promise.all(
      exporterQueries(key, this.question.settings, [...new Set(instances)].sort(), this.window).map((query) =>
        this.ask(query)
      )
    );
  }

  private async askSince(): Promise<void> {
    const { only } = this.question;
    if (this.key && (only?.includes('failing') || this.judge()?.diagnosis.state === 'failing')) {
      await this.ask(failingQuery(this.key, this.question.settings));
    }
  }

  /** The same lines as the overview reads: not every pipeline writes the node into the line or a stream label. */
  private async askLogged(): Promise<void> {
    const { settings } = this.question;
    if (!lokiQuery(settings)) {
      return;
    }
    this.inquiry.tellSoon();
    this.logged = await this.inquiry.askLogged('events', settings);
    this.inquiry.tellSoon();
  }

  private async ask(query: NodeQuery): Promise<void> {
    const { span, only } = this.question;
    if (this.signal.aborted || only?.includes(query.id) === false) {
      return;
    }
    this.inquiry.tellSoon();
    const rows = await this.inquiry.ask(query);
    if (rows) {
      this.answers[query.id] = { rows, expr: query.expr, ...lookedAt(query, span) };
    }
    this.inquiry.tellSoon();
  }

  private reading(): NodeReading {
    return {
      span: this.question.span,
      key: this.key,
      clusters: this.clusters,
      queries: { ...this.inquiry.progress },
      answers: { ...this.answers },
      node: this.isJudgeable() ? this.judge() : undefined,
      isFinished: this.isFinished,
    };
  }

  private isJudgeable(): boolean {
    return this.isFinished || neededFirst.every((id) => !this.inquiry.isQuietlyWaiting(id));
  }

  private judge(): FleetNode | undefined {
    if (!this.key) {
      return undefined;
    }
    const { settings, span } = this.question;
    const { facts, memory, history, stuckPods, events } = this.answers;
    const id = nodeId(this.key);
    const collected = collect(
      {
        facts: facts?.rows,
        memory: memory?.rows,
        history: history?.rows,
        waiting: stuckPods?.rows,
        podNodes: stuckPods?.rows,
        events: events?.rows,
      },
      settings,
      span.atSeconds
    );
    const { nodes } = joinLogged(collected, this.logged, settings, span.atSeconds);
    const evidence = nodes.find(({ key }) => nodeId(key) === id);
    return evidence && { id, evidence, diagnosis: diagnose(evidence, settings.thresholds) };
  }
}

function lookedAt(query: NodeQuery, { fromSeconds, atSeconds }: AskedSpan): LookedAt {
  return query.kind === 'range'
    ? { fromSeconds: atSeconds - query.windowSeconds, atSeconds, stepSeconds: query.stepSeconds }
    : { fromSeconds, atSeconds, stepSeconds: 0 };
}
