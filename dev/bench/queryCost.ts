/** What one question costs: as the server itself counts, and as its answer weighs. */
export interface Cost {
  ms: number;
  samples: number;
  rows: number;
  bytes: number;
}

export interface QueryCost extends Cost {
  id: string;
}

/** @param verb `query` or `query_range` @param question its parameters. Throws with the server's words. */
export async function costOf(url: string, verb: string, question: Readonly<Record<string, string>>): Promise<Cost> {
  const begun = performance.now();
  const response = await fetch(`${url}/api/v1/${verb}`, {
    method: 'POST',
    body: new URLSearchParams({ ...question, stats: 'all' }),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  const ms = performance.now() - begun;
  const { data, error } = JSON.parse(text) as {
    error?: string;
    data?: { result: unknown[]; stats: { samples: { totalQueryableSamples: number } } };
  };
  if (!data) {
    throw new Error(`${error}\n${question.query}`);
  }
  return { ms, samples: data.stats.samples.totalQueryableSamples, rows: data.result.length, bytes: text.length };
}

/** Asked three times, each after the other. */
export async function costsOfThree(...asked: Parameters<typeof costOf>): Promise<[Cost, Cost, Cost]> {
  return [await costOf(...asked), await costOf(...asked), await costOf(...asked)];
}
