// SPDX-License-Identifier: Apache-2.0
import { render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Chart, linePath, niceTop } from './chart';

const periods = ['10:00', '10:01', '10:02'];

it('ends above the largest value at a round number', () => {
  expect([0, 1, 3, 7, 12, 20, 21, 480].map(niceTop)).toEqual([1, 1, 5, 10, 20, 20, 50, 500]);
});

it('draws no line over a gap', () => {
  expect(linePath([1, 2, null, 2, null], 2).match(/[MLh]/g)).toEqual(['M', 'L', 'M', 'h']);
});

it('has its numbers in a table as well, and a gap is no zero', () => {
  render(
    <Chart
      title="Seconds to the code"
      kind="lines"
      periods={periods}
      series={[
        { name: 'Median', look: 'one', values: [4, null, 6] },
        { name: '9 of 10', look: 'two', values: [9, null, 0] },
      ]}
      text={(value) => `${value} s`}
      none="No code"
    />,
  );
  const rows = within(screen.getByRole('region', { hidden: true })).getAllByRole('row', { hidden: true });
  expect(rows.map((row) => row.textContent)).toEqual(['TimeMedian9 of 10', '10:004 s9 s', '10:01––', '10:026 s0 s']);
});

it('stacks bars up to the highest sum', () => {
  const { container } = render(
    <Chart
      title="How leases ended"
      kind="bars"
      periods={periods}
      series={[
        { name: 'With a code', look: 'good', values: [3, 0, 0] },
        { name: 'Refunded', look: 'soft', values: [2, 1, 0] },
      ]}
      none="None"
    />,
  );
  expect(container.querySelectorAll('rect.good')).toHaveLength(1);
  const bars = [...container.querySelectorAll('rect.soft')];
  expect(bars.map((bar) => bar.getAttribute('y'))).toEqual(['0', '112']);
});

it('says so where there is nothing to draw', () => {
  const { container } = render(
    <Chart title="Opened" kind="bars" periods={periods} series={[{ name: 'Opened', look: 'one', values: [0, 0, 0] }]}
      none="No lease was opened" />,
  );
  expect(screen.getByText('No lease was opened')).toBeTruthy();
  expect(container.querySelector('svg')).toBeNull();
});
