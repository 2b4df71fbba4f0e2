import { type Diagnosis, type NodeEvidence } from '../diagnosis';
import { accountingByRuntime, readRuntimeFacts } from '../kernel';
import { type Fit, fitOf, type Remedy, remedies, remedyOf, suggestedOption } from './options';
import { type System, systemFactsOf, systemOf } from './system';

/** Key of the words that say how a remedy fits this node. */
export type AdviceWords =
  | `runbook.fit.${Remedy}.${Fit}`
  | 'runbook.fit.nokmem.running'
  | 'runbook.fit.nokmem.ignored'
  | 'runbook.fit.nokmem.image'
  | 'runbook.fit.kernel-upgrade.newNode'
  | 'runbook.fit.kernel-upgrade.update'
  | 'runbook.fit.kernel-upgrade.image'
  | 'runbook.fit.runtime.clean'
  | 'runbook.fit.relief.directories';

export interface Advice {
  option: Remedy;
  isRecommended: boolean;
  /** It would change nothing on this node. */
  isRuledOut: boolean;
  words: AdviceWords;
}

interface AdviceFacts {
  diagnosis: Pick<Diagnosis, 'kernel' | 'cause'>;
  evidence: NodeEvidence;
  system: System;
}

/** Every remedy with why or why not, from the facts of one node; the recommended one first. */
export function adviceFor(evidence: NodeEvidence, diagnosis: Pick<Diagnosis, 'kernel' | 'cause'>): Advice[] {
  const facts = { diagnosis, evidence, system: systemOf(systemFactsOf(evidence)) };
  const byKernel = [suggestedOption(diagnosis), ...diagnosis.kernel.fixes.map((fix) => remedyOf[fix])];
  const recommended = byKernel.find((option) => !isRuledOut(option, facts)) ?? 'relief';
  const ordered = [recommended, ...remedies.filter((option) => option !== recommended)];
  return ordered.map((option) => ({
    option,
    isRecommended: option === recommended,
    isRuledOut: isRuledOut(option, facts),
    words: wordsOf(option, facts),
  }));
}

function isRuledOut(option: Remedy, facts: AdviceFacts): boolean {
  const fit = fitOf(option, facts.diagnosis.kernel);
  return fit === 'unavailable' || fit === 'unneeded' || (option === 'runtime' && programsAreClean(facts));
}

function wordsOf(option: Remedy, facts: AdviceFacts): AdviceWords {
  const { evidence, diagnosis, system } = facts;
  const fit = fitOf(option, diagnosis.kernel);
  const general: AdviceWords = `runbook.fit.${option}.${fit}`;
  switch (option) {
    case 'nokmem':
      if (evidence.nokmemRunning) {
        return evidence.kmemAccountingOn ? 'runbook.fit.nokmem.ignored' : 'runbook.fit.nokmem.running';
      }
      return fit === 'fits' && system.kind === 'image' ? 'runbook.fit.nokmem.image' : general;
    case 'kernel-upgrade':
      return fit === 'fits' ? upgradeWords(facts) : general;
    case 'runtime':
      return fit === 'fits' && programsAreClean(facts) ? 'runbook.fit.runtime.clean' : general;
    case 'relief':
      return diagnosis.cause === 'live-cgroup-leak' ? 'runbook.fit.relief.directories' : general;
  }
}

function upgradeWords({ diagnosis, system }: AdviceFacts): AdviceWords {
  if (system.kind === 'image') {
    return 'runbook.fit.kernel-upgrade.image';
  }
  if (system.kind === 'distribution' && (system.distribution === 'el7' || system.distribution === 'alibaba2')) {
    return 'runbook.fit.kernel-upgrade.newNode';
  }
  return diagnosis.kernel.rowId === 'el8.0' ? 'runbook.fit.kernel-upgrade.update' : 'runbook.fit.kernel-upgrade.fits';
}

function programsAreClean({ diagnosis, evidence }: AdviceFacts): boolean {
  const { kubeletVersion, containerRuntimeVersion } = evidence;
  return accountingByRuntime(diagnosis.kernel, readRuntimeFacts(kubeletVersion, containerRuntimeVersion)) === 'off';
}
