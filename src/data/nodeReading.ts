import { type NodeKey } from '../diagnosis';
import { type Answers, type AskedSpan, type SeriesAnswer, seriesOf } from '../signals/answer';
import { type FleetNode } from '../signals/evidence/fleetNode';
import { judgeNode } from '../signals/evidence/judge';
import { clustersOf, keyOf, type NodeName } from '../signals/questions/nodeQuestions';
import { type NodeQuestionId, nodeQuestionIds } from '../signals/series';
import { type Settings } from '../signals/settings/settings';
import { type Progress, type QueryProgress } from './progress';
import { type Reading } from './questionReader';
import { type Held } from './useReading';

export type NodeProgress = Progress<NodeQuestionId>;
export type NodeAnswers = Partial<Record<NodeQuestionId, SeriesAnswer>>;

/** What is known of one node so far. */
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

/** The newest answers, with the verdict on the last ones that can carry one: on half of them it would soon be taken back. */
export function nodeReadingOf(
  { shown, newest }: Pick<Held<NodeQuestionId>, 'shown' | 'newest'>,
  name: NodeName,
  settings: Settings
): NodeReading | undefined {
  if (!newest) {
    return undefined;
  }
  const { span, answers, progress, isFinished } = newest;
  const isSettled = isFinished || (isOver(progress.where) && isOver(progress.homes));
  return {
    span,
    key: keyOf(name, answers, settings, isSettled),
    clusters: name.isClusterKnown ? [] : clustersOf(answers, settings),
    queries: progress,
    answers: seriesAnswers(answers),
    node: shown && nodeOf(shown, name, settings),
    isFinished,
  };
}

const isOver = (progress: QueryProgress | undefined) => progress !== undefined && progress.state !== 'waiting';

function nodeOf({ answers, span }: Reading<NodeQuestionId>, name: NodeName, settings: Settings): FleetNode | undefined {
  const key = keyOf(name, answers, settings, true);
  return key && judgeNode(answers, key, settings, span.atSeconds);
}

function seriesAnswers(answers: Answers<NodeQuestionId>): NodeAnswers {
  return Object.fromEntries(
    nodeQuestionIds.flatMap((id) => {
      const answer = seriesOf(answers, id);
      return answer ? [[id, answer]] : [];
    })
  );
}
