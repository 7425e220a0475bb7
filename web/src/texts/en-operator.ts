// SPDX-License-Identifier: Apache-2.0
// What the pages of operators say.
import { countsIn } from './counts';

const counted = countsIn('en');

const many = (count: number, one: string, other: string): string =>
  counted(count, { one: `# ${one}`, other: `# ${other}` });

export const operator = {
  title: 'Your numbers',
  tabs: { overview: 'Overview', numbers: 'Numbers', services: 'Services', leases: 'Leases served' },
  noRight: 'Only operators see this',
  noRightHint: 'Ask an administrator if you want to supply numbers.',
  noConnection: 'No connection yet',
  noConnectionHint:
    'Messages to your numbers come in by a connection that the house sets up. Ask an administrator for one, then add your numbers here.',
  switchedOff: (name: string) => `${name} is switched off by the house: its numbers are not offered.`,

  states: {
    available: 'Available',
    leased: 'Leased',
    resting: 'Resting',
    exhausted: 'Used up',
    withheld: 'Switched off',
    paused: 'Paused',
    retired: 'Retired',
  },

  overview: {
    today: 'Earned today',
    todayHint: 'Since midnight, UTC',
    month: 'Earned in 30 days',
    leasedNow: 'Leased now',
    codes: (count: number) => many(count, 'code', 'codes'),
    stock: (active: number, paused: number) => `Of ${counted(active, { other: '#' })} active, ${counted(paused, { other: '#' })} paused`,
  },

  earnings: {
    title: 'Earnings by day',
    span: 'Period',
    days: (count: number) => many(count, 'day', 'days'),
    asTable: 'As a table',
    utc: 'days in UTC',
    day: 'Day',
    codes: 'Codes',
    earned: 'Earned',
    none: 'Nothing was earned in this time.',
    hint: 'Point at a day, or show the table.',
    chart: (days: number, total: string, most: string) =>
      `Earnings of the last ${days} days: ${total} in all, at most ${most} in a day. The table tells each day.`,
  },

  numbers: {
    search: 'Digits of a number',
    country: 'Country',
    everywhere: 'All countries',
    add: 'Add numbers',
    number: 'Number',
    state: 'State',
    services: 'Open to',
    lastMessage: 'Last message',
    added: 'Added',
    never: 'Never',
    openTo: (count: number) => many(count, 'service', 'services'),
    leases: (count: number) => many(count, 'open lease', 'open leases'),
    filters: { '': 'All', active: 'Active', leased: 'Leased', paused: 'Paused', retired: 'Retired' },
    none: 'No numbers yet',
    noneHint: 'Add the numbers that you supply. You attest that their owners consent.',
    noFit: 'No number fits',
    noFitHint: 'Look for fewer digits, or choose another state or country.',
  },

  add: {
    title: 'Add numbers',
    numbers: 'Numbers',
    numbersHint: 'One a line, with country code. The country is told by the digits.',
    file: 'Or a CSV file',
    fileHint: 'Up to 5,000 numbers. The first line names the columns; the first alone is enough:',
    fileChosen: 'The file is added in place of typed numbers. Its columns:',
    connection: 'Connection',
    statements: {
      '2026-11':
        'I attest that I own each of these numbers, or that its owner knows that verification messages to it are shown to customers of this service, has agreed to this beforehand and can withdraw it at any time. When that happens I retire the number at once.',
    } as Record<string, string>,
    statementVersion: (version: string) => `Statement of ${version}`,
    keep: 'Not now',
    submit: 'Add',
    added: (count: number) => many(count, 'number added', 'numbers added'),
    place: (place: number) => `Number ${place}:`,
    line: (line: number) => `Line ${line}:`,
    refused: 'None of the numbers was added. Correct these or leave them out, then add again.',
    firstMistakes: (count: number) => `These are the first ${count} mistakes.`,
    mistakes: {
      number_invalid: 'This is no whole number. Write + with country code and digits, such as +4915112345678.',
      number_of_other_country: "The number does not begin with its country's code. Correct the number or the country.",
      number_taken: 'The number is there already. Leave it out.',
      country_unclear: 'The digits do not tell the country. Name its two-letter code in the column country.',
      country_unknown: 'Numbers of this country are not taken. Correct the two-letter code or leave the number out.',
      service_unknown: 'A service is not known. Write all, or names parted by spaces, such as telegram whatsapp.',
      numbers_count: 'One to 5,000 numbers can be added at once. Add more of them in parts.',
      file_unreadable: 'The file cannot be read here. The first line names the columns e164 and, if wanted, country and services; every line has as many fields as the first, and quotes come in pairs. Save it as CSV in UTF-8.',
    } as Record<string, string>,
  },

  bulk: {
    title: 'Several numbers',
    choose: (number: string) => `Choose ${number}`,
    chooseShown: 'Choose all shown',
    chosen: (count: number) => many(count, 'number chosen', 'numbers chosen'),
    chooseAll: 'Choose all that match',
    allChosen: 'All that match are chosen',
    retireTitle: (count: number) => `Retire ${many(count, 'number', 'numbers')}?`,
    retireAllTitle: 'Retire all numbers that match?',
    retireBody: 'They are offered no more, for good. Open leases run to their end and are paid.',
    changed: {
      pause: (count: number) => many(count, 'number paused', 'numbers paused'),
      resume: (count: number) => many(count, 'number is offered again', 'numbers are offered again'),
      retire: (count: number) => many(count, 'number retired', 'numbers retired'),
    },
    unchanged: (count: number) => many(count, 'was so before.', 'were so before.'),
    refused: {
      retired: (count: number) => many(count, 'stays retired for good:', 'stay retired for good:'),
      not_found: (count: number) => many(count, 'is no longer one of yours:', 'are no longer yours:'),
    },
    andMore: (count: number) => `and ${count} more`,
    more: 'More numbers match.',
    goOn: 'Go on with them',
  },

  number: {
    pause: 'Pause',
    resume: 'Resume',
    retire: 'Retire',
    retireTitle: (number: string) => `Retire ${number}?`,
    retireBody: 'It is offered no more, for good. Open leases run to their end and are paid.',
    retiredHint: (count: number) =>
      count === 0 ? 'Retired for good.' : `Retired for good; ${many(count, 'open lease runs', 'open leases run')} to the end.`,
    done: { active: 'The number is offered again', paused: 'The number is paused', retired: 'The number is retired' },
    attested: 'Consent attested',
    services: 'Services',
    servicesHint: 'A number that got a code for a service is not leased for it again.',
    serviceStates: {
      free: 'Available',
      leased: 'Leased',
      quarantine: 'Resting after a lease without a code',
      used: 'Used: it got a code',
      paused: 'Paused',
    },
    closed: 'Closed by you',
    noService: 'No service fits.',
    showAll: (count: number) => `Show all ${count}`,
    open: 'Open',
    close: 'Close',
    openService: (name: string) => `Open to ${name}`,
    closeService: (name: string) => `Close to ${name}`,
    openingFailed: (name: string) => `${name} could not be changed. Try again.`,
  },

  services: {
    lead: 'Of your newest leases of the last 30 days. Leases cancelled within a minute do not count against you.',
    none: 'No lease served yet',
    noneHint: 'As soon as your numbers serve leases, you see here how often a code came.',
    rate: 'Delivery rate',
    leases: 'Leases',
    openingHead: 'Opening',
    unknown: 'None ended yet',
    of: (delivered: number, counted_: number) => `${delivered} of ${counted_}`,
    isClosed: 'Closed on all your numbers',
    openAll: (name: string) => `Open all numbers to ${name}`,
    closeAll: (name: string) => `Close all numbers to ${name}`,
    opened: (name: string) => `All numbers are open to ${name}`,
    closed: (name: string) => `All numbers are closed to ${name}`,
    another: 'Close a service on all numbers',
    anotherHint: 'Numbers that you add later are closed to it too. Open leases run to their end.',
    choose: 'Choose a service',
    closeOnAll: 'Close on all',
  },

  leases: {
    lead: 'What your numbers served. Messages and customers are never shown.',
    none: 'No lease served yet',
    noneHint: 'Leases of your numbers appear here, with what each code earned.',
    noneAmongNewest: 'None among your newest leases.',
    lookFurther: 'Look further back',
    service: 'Service',
    status: 'Status',
    opened: 'Opened',
    earned: 'Earned',
    nothing: 'No code',
  },
};
