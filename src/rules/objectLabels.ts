export type ParsedLabels = { kind: 'labels'; labels: Record<string, string> } | { kind: 'invalid'; text: string };

const name = String.raw`[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?`;
const prefix = String.raw`(?=.{1,253}/)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*/`;
const pair = new RegExp(`^((?:${prefix})?${name})\\s*=\\s*(${name})?$`);

/** Labels of a Kubernetes object as one types them: `release=kube-prometheus-stack, team=sre`. */
export function parseObjectLabels(typed: string): ParsedLabels {
  const labels: Record<string, string> = {};
  for (const part of typed.split(/[,\n]/).map((each) => each.trim())) {
    if (part === '') {
      continue;
    }
    const [, key, value = ''] = pair.exec(part) ?? [];
    if (key === undefined) {
      return { kind: 'invalid', text: part };
    }
    labels[key] = value;
  }
  return { kind: 'labels', labels };
}

export function objectLabelsText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

/** A name of a Kubernetes namespace; empty: that of whoever applies it. */
export function isNamespace(text: string): boolean {
  return text === '' || /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}
