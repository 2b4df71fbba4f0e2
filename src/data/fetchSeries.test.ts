import { type BackendSrv, type BackendSrvRequest, setBackendSrv } from '@grafana/runtime';
import { of, throwError, TimeoutError } from 'rxjs';
import { bodyOf, rawBodyOf } from '../test/stubGrafana';
import { fetchSeries } from './fetchSeries';
import { failureOf } from './queryFailure';

const rows = [{ labels: { node: 'n' }, values: [[1_795_000_000, 1] as const] }];
const raw = rawBodyOf(rows, true);
const frames = bodyOf('memory', rows);

type Answer = { status: number; data: unknown } | Error;

/** Grafana that answers raw questions and those in frames like this. Answers what was asked, in turn. */
function grafana(answers: { raw: Answer; frames?: Answer }): BackendSrvRequest[] {
  const asked: BackendSrvRequest[] = [];
  const fetch = (request: BackendSrvRequest) => {
    asked.push(request);
    const answer = isInFrames(request) ? answers.frames : answers.raw;
    if (!answer) {
      throw new Error('nobody was to ask this');
    }
    return answer instanceof Error || answer.status !== 200
      ? throwError(() => (answer instanceof Error ? answer : { ...answer, statusText: '', config: request }))
      : of(answer);
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
  return asked;
}

const isInFrames = ({ url }: BackendSrvRequest) => url === '/api/ds/query';
const forms = (asked: readonly BackendSrvRequest[]) => asked.map((each) => (isInFrames(each) ? 'frames' : 'raw'));

let sources = 0;
const newSource = (type = 'prometheus') => ({ uid: `a/${(sources += 1)}`, type, name: 'P', isDefault: true });
const limits = { signal: new AbortController().signal, timeoutMs: 1000 };
const span = { fromSeconds: 0, atSeconds: 1_795_000_000.1234 };

const ask = (source = newSource()) =>
  fetchSeries('memory', { id: 'memory', kind: 'instant', expr: 'up' }, source, span, limits);
const askAndFail = (source = newSource()) =>
  ask(source).then(
    () => undefined,
    (error: unknown) => failureOf('memory', error, false)
  );

describe('a question', () => {
  it('goes to the query API behind the data source, as a form', async () => {
    const asked = grafana({ raw: { status: 200, data: raw } });
    const source = newSource();
    expect(await ask(source)).toMatchObject({ answer: { kind: 'series', rows, expr: 'up' }, notices: [] });
    expect(asked).toMatchObject([
      {
        url: `/api/datasources/uid/${encodeURIComponent(source.uid)}/resources/api/v1/query`,
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        data: 'query=up&time=1795000000.123',
      },
    ]);
  });

  it.each([403, 404, 405])('that is refused with %i is asked in frames, from then on at once', async (status) => {
    const source = newSource();
    const refusal = { status, data: { message: 'No' } };
    const asked = grafana({ raw: refusal, frames: { status: 200, data: frames } });
    expect(await ask(source)).toMatchObject({ answer: { rows }, framesBecause: `HTTP ${status}: No` });
    expect(await ask(source)).toMatchObject({ answer: { rows }, framesBecause: `HTTP ${status}: No` });
    expect(forms(asked)).toEqual(['raw', 'frames', 'frames']);
  });

  it('that does not arrive, or whose answer is somebody else’s page, is asked in frames', async () => {
    const lost = { status: 'error', errorType: '422', error: 'missing `query` arg' };
    for (const answer of [
      { status: 422, data: lost },
      { status: 200, data: '<html>Sign in</html>' },
    ]) {
      grafana({ raw: answer, frames: { status: 200, data: frames } });
      expect(await ask()).toMatchObject({ answer: { rows } });
    }
  });

  it('is asked in frames from the first where the plugin passes nothing on', async () => {
    const asked = grafana({ raw: { status: 404, data: {} }, frames: { status: 200, data: frames } });
    expect(await ask(newSource('victoriametrics-metrics-datasource'))).toMatchObject({ framesBecause: '' });
    expect(forms(asked)).toEqual(['frames']);
  });

  it('is asked as it is again once a server’s trouble has passed', async () => {
    const source = newSource();
    grafana({ raw: { status: 502, data: 'Bad Gateway' }, frames: { status: 200, data: frames } });
    await ask(source);
    const asked = grafana({ raw: { status: 200, data: raw } });
    await ask(source);
    expect(forms(asked)).toEqual(['raw']);
  });
});

describe('a failure', () => {
  it('is told in the API’s own words, and nobody is asked twice', async () => {
    const data = { status: 'error', errorType: 'execution', error: 'query timed out in expression evaluation' };
    const asked = grafana({ raw: { status: 503, data } });
    expect(await askAndFail()).toMatchObject({
      kind: 'timeout',
      technical: 'execution: query timed out in expression evaluation',
    });
    expect(forms(asked)).toEqual(['raw']);
  });

  it.each([
    [429, 'tooManyRequests'],
    [504, 'timeout'],
  ])('of a proxy that has enough to do is told without asking again: %i', async (status, kind) => {
    const asked = grafana({ raw: { status, data: '<html>' } });
    expect(await askAndFail()).toMatchObject({
      kind,
      technical: `unexpected response with status code ${status}: <html>`,
    });
    expect(forms(asked)).toEqual(['raw']);
  });

  it.each([401, 403, 502])('with status %i has the words that Grafana has for it in frames', async (status) => {
    const error = `unexpected response with status code ${status}: <html>`;
    const source = newSource();
    const asked = grafana({
      raw: { status, data: '<html>' },
      frames: { status: 400, data: { results: { memory: { error, status } } } },
    });
    expect(await askAndFail(source)).toMatchObject({ technical: error });
    await askAndFail(source);
    expect(forms(asked)).toEqual(['raw', 'frames', 'raw', 'frames']);
  });

  it('of a server that cannot be reached keeps the reason, which this path leaves out', async () => {
    const error = 'Post "http://p:9090/api/v1/query": dial tcp: lookup p: no such host';
    grafana({
      raw: { status: 500, data: { message: 'An error occurred within the plugin' } },
      frames: { status: 400, data: { results: { memory: { error, status: 502 } } } },
    });
    expect(await askAndFail()).toMatchObject({ kind: 'unreachable', technical: error });
  });

  it.each<[string, Answer, string]>([
    ['to reach Grafana', { status: 0, data: { message: 'Failed to fetch' } }, 'unreachable'],
    ['to answer in time', new TimeoutError(), 'timeout'],
  ])('%s is not tried twice', async (_, answer, kind) => {
    const asked = grafana({ raw: answer });
    expect(await askAndFail()).toMatchObject({ kind });
    expect(forms(asked)).toEqual(['raw']);
  });
});
