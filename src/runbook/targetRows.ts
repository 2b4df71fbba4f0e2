import { type Distribution } from './system';

/** A row of the kernel table, and a release of it that this distribution has. */
type TargetRow = readonly [rowId: string, release: string];

const el8: TargetRow = ['el8.1', '4.18.0-147.el8.x86_64'];
const el9: TargetRow = ['el9', '5.14.0-362.24.1.el9_3.x86_64'];
const el10: TargetRow = ['el10', '6.12.0-55.9.1.el10_0.x86_64'];
const amazon2023: TargetRow = ['amazon-2023', '6.1.79-99.164.amzn2023.x86_64'];
const alibaba3: TargetRow = ['alibaba-3', '5.10.134-16.3.al8.x86_64'];

/** What a node of this distribution can move to, the newest first. */
export const targetRows: Readonly<Record<Distribution, readonly TargetRow[]>> = {
  el7: [el10, el9, el8],
  el8: [el10, el9, el8],
  el9: [el10, el9],
  amazon2: [amazon2023, ['amazon-5.10', '5.10.178-162.673.amzn2.x86_64']],
  amazon2023: [amazon2023],
  alibaba2: [alibaba3],
  alibaba3: [alibaba3],
  debian: [
    ['debian-12', '6.1.0-18-amd64'],
    ['debian-11', '5.10.0-28-amd64'],
  ],
  ubuntu: [
    ['ubuntu-24.04', '6.8.0-31-generic'],
    ['ubuntu-22.04', '5.15.0-105-generic'],
    ['ubuntu-20.04', '5.4.0-177-generic'],
  ],
  // No row is SUSE's own: its fixed kernels go by the mainline release below them.
  suse: [
    ['base-5.9', '6.4.0-150600.21-default'],
    ['base-5.3-5.8', '5.3.18-150300.59.49-default'],
  ],
};
