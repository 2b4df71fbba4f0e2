import { cellsOf, type Part, reportText } from './report';

const told = (share: string): Part[] => [
  'Of the nodes:',
  { id: 'told', labels: 2, head: ['is', 'half', 'nodes', 'told'], rows: [['failing', 'seen', '20', share]] },
];

describe('a report', () => {
  it('is its paragraphs and tables', () => {
    expect(reportText(told('48 %'))).toBe(
      'Of the nodes:\n\n| is | half | nodes | told |\n|---|---|---|---|\n| failing | seen | 20 | 48 % |'
    );
  });

  it('says what a cell was where it was another one', () => {
    const first = cellsOf(told('48 %'));
    expect(first).toEqual({ told: { 'failing, seen': ['20', '48 %'] } });
    expect(reportText(told('96 %'), first)).toContain('| failing | seen | 20 | 96 %, was 48 % |');
    expect(reportText(told('48 %'), first)).not.toContain('was');
  });

  it('says nothing of rows and tables that were not there', () => {
    expect(reportText(told('96 %'), { told: { 'failing, unseen': ['20', '1 %'] }, other: {} })).not.toContain('was');
  });
});
