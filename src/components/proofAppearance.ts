import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { type CheckResult, type ProofStatus } from '../diagnosis';

export const proofIcons: Record<ProofStatus, IconName> = {
  todo: 'circle',
  verifying: 'clock-nine',
  verified: 'check-circle',
  regressed: 'times-circle',
};

export const checkIcons: Record<CheckResult, IconName> = {
  passed: 'check-circle',
  failed: 'times-circle',
  pending: 'clock-nine',
  notSeen: 'question-circle',
};

export function proofColor(look: ProofStatus | CheckResult, { colors }: GrafanaTheme2): string {
  switch (look) {
    case 'verified':
    case 'passed':
      return colors.success.text;
    case 'regressed':
    case 'failed':
      return colors.error.text;
    case 'verifying':
    case 'pending':
      return colors.info.text;
    case 'todo':
    case 'notSeen':
      return colors.text.secondary;
  }
}
