/** An alert that fires or is about to. */
export interface LoadedAlert {
  state: 'firing' | 'pending';
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  /** When its condition began to hold. */
  sinceSeconds?: number;
}

/** A rule as the data source reports it. */
export interface LoadedRule {
  kind: 'record' | 'alert';
  name: string;
  expr: string;
  health: 'ok' | 'err' | 'unknown';
  lastError?: string;
  holdsForSeconds?: number;
  alerts: LoadedAlert[];
}

export interface LoadedGroup {
  name: string;
  /** The file or namespace it was loaded from. */
  file?: string;
  intervalSeconds?: number;
  lastEvaluationSeconds?: number;
  evaluationSeconds?: number;
  rules: LoadedRule[];
}
