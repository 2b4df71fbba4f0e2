import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export const root = path.resolve(__dirname, '../..');

export type Condition = 'service_started' | 'service_healthy' | 'service_completed_successfully';

/** What is looked at of a service. */
export interface ComposeService {
  image?: string;
  build?: { context: string; dockerfile: string; args?: Record<string, string> };
  profiles?: string[];
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  ports?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: Condition }>;
}

export interface ComposeFile {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
}

export function textIn(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

export function yamlIn<T>(file: string): T {
  return parse(textIn(file), { merge: true }) as T;
}

export function composeFile(): ComposeFile {
  return yamlIn<ComposeFile>('docker-compose.yaml');
}

export interface Instruction {
  name: string;
  text: string;
}

/** The instructions of a Dockerfile, lines put together. */
export function instructionsIn(file: string): Instruction[] {
  const lines = textIn(file)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  return lines.map((line) => {
    const [, name = '', text = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    return { name, text };
  });
}
