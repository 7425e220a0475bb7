// SPDX-License-Identifier: Apache-2.0
// What the customer's pages say beyond the first catalogue.
const alerts = {
  on: 'Alerts are on',
  off: 'Alerts',
  sound: 'Play a sound when a code comes',
  notify: 'Notify me when I look elsewhere',
  refused: 'Your browser refuses notifications of this page. Allow them in its settings, then try again.',
  showCode: 'Show the code in the notification',
  showCodeHint: 'Whoever sees the screen can read it then.',
  body: 'Open the page to see it.',
};

const balance = {
  now: 'Your balance',
  after: (amount: string) => `${amount} afterwards`,
  short: (amount: string) => `${amount} is missing`,
};

const developers = {
  title: 'Developers',
  lead: 'Lease numbers from your own programs and tests.',
  copyCurl: 'Copy curl',
  curlHint: 'Put your API key into the variable OTPOST_KEY first. It is never shown here.',
  byProgram: 'The same from a program',
  explorer: {
    tab: 'Explorer',
    real: 'This is no sandbox',
    realHint: 'What you send acts for real, with your account, your numbers and your balance.',
    none: 'This server describes no operations',
    operation: 'Operation',
    scope: (scope: string) => `A key needs the scope ${scope}.`,
    noScope: 'No key is needed.',
    body: 'Body (JSON)',
    send: 'Send',
    sendReal: 'Send for real',
    missing: (name: string) => `Fill in ${name} first.`,
    badJson: 'The body is no valid JSON.',
    answer: 'Answer',
    took: (milliseconds: number) => `in ${milliseconds} ms`,
    headers: 'Headers',
    noBody: 'No body',
    cut: 'The rest is too long to be shown.',
    over: 'Taken from the screen, since answers may hold the content of messages.',
  },
  requests: {
    tab: 'Requests',
    none: 'No requests yet',
    noneHint: 'What your API keys are used for is listed here within seconds.',
    kept: 'The newest 500 requests of your API keys, for 30 days: endpoint, time, address and status, nothing else.',
    endpoint: 'Endpoint',
    status: 'Status',
    address: 'Address',
    when: 'Time',
    refresh: 'Refresh',
  },
};

const history = {
  search: 'Number, service or country',
  from: 'From',
  to: 'To',
  clear: 'Clear filters',
  noneFound: 'No lease fits these filters',
  noneFoundHint: 'Change or clear them to see more.',
  export: 'Download CSV',
  exporting: 'Downloading…',
};

const timeline = {
  title: 'What happened',
  opened: 'Number leased',
  code: 'Code received',
  message: 'Message received',
  charged: 'The fee is charged: a code came.',
  closed: {
    cancelled: 'Cancelled by you',
    deadline: 'Time window over',
    wrong_service: 'Ended without a code of this service',
    finished: 'Finished by you',
    switched: 'Switched to another number',
    supplier_failed: 'The supplier gave up',
  },
  deadline: 'Time window ends',
  fee: 'Fee',
  refund: 'Refund',
  balanceAfter: (amount: string) => `balance ${amount}`,
};

export const customer = { alerts, balance, developers, historyFilters: history, timeline };
