// What the page asks first of 5,000 nodes whose rules have recorded everything, by counts: rows and bytes follow the
// suspects, not the fleet.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rowsOf } from '../../src/signals/answer';
import { countRest, restOf, sizeOf } from '../../src/signals/evidence/restOfFleet';
import { judgeFleet } from '../../src/signals/evidence/judge';
import { coverageQuestions } from '../../src/signals/questions/coverageQuestions';
import { fleetQuestions, type FleetScope } from '../../src/signals/questions/fleetQuestions';
import { addressBytes, sentFor } from '../../src/signals/questions/parts';
import { planQuestions } from '../../src/signals/questions/planQuestions';
import { type Question } from '../../src/signals/questions/question';
import { coverageQuestionIds, type FleetQuestionId } from '../../src/signals/series';
import { defaultSettings } from '../../src/signals/settings/settings';
import { askAll, type AskedServer } from '../engines/askServer';
import { type Service } from '../launcher/service';
import { serveRecordedFleet } from './recordedFleet';

const count = 5_000;
const suspects = 100;
const exposed = 50;
const settings = defaultSettings();
const at = Math.floor(Date.now() / 1000);
let workDir: string;
let prometheus: Service;
let first: Asked;
let planned: Asked;
let whole: Asked;

jest.setTimeout(120_000);

beforeAll(async () => {
  workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-suspects-'));
  prometheus = await serveRecordedFleet(workDir, { nodes: count, suspects, exposed, atSeconds: at });
  first = await asked('suspects');
  planned = await asked('planned');
  whole = await asked('everything');
});

afterAll(async () => {
  await prometheus?.close();
  rmSync(workDir, { recursive: true, force: true });
});

/** Each question with what the longest that is sent for it weighs, beside what is made of the answers. */
async function asked(scope: FleetScope) {
  const sent: Array<{ id: FleetQuestionId; addressBytes: number }> = [];
  const questions = fleetQuestions(settings, at, scope).map((each): Question<FleetQuestionId> => ({
    ...each,
    queryAfter: (answers) => {
      const query = each.queryAfter(answers);
      if (query && 'expr' in query && query.kind !== 'logs') {
        sent.push({ id: each.id, addressBytes: Math.max(...sentFor(query).flat().map(addressBytes)) });
      }
      return query;
    },
  }));
  const answers = await askAll(serverOf(prometheus), questions, at);
  const rows = Object.values(answers).flatMap((answer) => (answer.kind === 'series' ? answer.rows : []));
  return { sent, rows: rows.length, bytes: JSON.stringify(rows).length, answers };
}

const serverOf = ({ url }: Service): AskedServer => ({
  name: 'Prometheus',
  url,
  warnings: new Set(),
  infos: new Set(),
});

type Asked = Awaited<ReturnType<typeof asked>>;

describe('5,000 nodes, 100 of them suspects', () => {
  it('costs what the suspects cost', () => {
    const { sent, rows, bytes, answers } = first;
    const nodes = judgeFleet(answers, settings, at);
    expect(nodes.map(({ diagnosis }) => diagnosis.state)).toEqual(Array<string>(suspects).fill('leaking'));
    const rest = countRest(restOf(answers, settings), undefined);
    expect([rest.clear, rest.exposed, sizeOf(rest)]).toEqual([count - suspects - exposed, exposed, count - suspects]);
    expect(sent.length).toBeLessThanOrEqual(7);
    expect(rows).toBeLessThan(30 * suspects);
    expect(bytes).toBeLessThan(1e6);
  });

  it('costs a plan what it proposes: suspects, exposed ones and where those stand', async () => {
    const { sent, rows, bytes, answers } = planned;
    const states = judgeFleet(answers, settings, at).map(({ diagnosis }) => diagnosis.state);
    expect(states.filter((state) => state === 'leaking')).toHaveLength(suspects);
    expect(states.filter((state) => state === 'exposed')).toHaveLength(exposed);
    expect(states).toHaveLength(suspects + exposed);
    const rest = countRest(restOf(answers, settings), undefined);
    expect([rest.clear, sizeOf(rest)]).toEqual([count - suspects - exposed, count - suspects - exposed]);
    expect(sent.length).toBeLessThanOrEqual(8);
    expect(rows).toBeLessThan(30 * (suspects + exposed));
    expect(bytes).toBeLessThan(1e6);

    const places = rowsOf(await askAll(serverOf(prometheus), planQuestions(settings, ['node-00002']), at), 'planFacts');
    expect(places).toHaveLength(suspects + exposed + 1);
    expect(rowsOf(await askAll(serverOf(prometheus), planQuestions(settings), at), 'planFacts')).toHaveLength(count);
  });

  it('costs the coverage a few rows for each cluster', async () => {
    const answers = await askAll(serverOf(prometheus), coverageQuestions(settings), at);
    const rows = coverageQuestionIds.flatMap((id) => rowsOf(answers, id) ?? []);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.length).toBeLessThan(500);
  });

  it('costs what the fleet costs once everything is wanted, and both call each suspect the same', () => {
    const nodes = judgeFleet(whole.answers, settings, at);
    expect(nodes.length).toBe(count);
    expect(nodes.filter(({ diagnosis }) => diagnosis.state === 'leaking').map(({ id }) => id)).toEqual(
      judgeFleet(first.answers, settings, at).map(({ id }) => id)
    );
    expect(whole.rows).toBeGreaterThan(10 * first.rows);
    expect(whole.bytes).toBeGreaterThan(10 * first.bytes);
  });

  it('asks nothing of over 2 kB', () => {
    const sent = [...first.sent, ...planned.sent, ...whole.sent];
    expect(sent.filter((each) => each.addressBytes > 2_000)).toEqual([]);
  });
});
