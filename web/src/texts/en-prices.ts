// SPDX-License-Identifier: Apache-2.0
// What the page says that takes prices out as a file and in again.
import { countsIn } from './counts';

const counted = countsIn('en');

const many = (count: number, one: string, other: string): string =>
  counted(count, { one: `# ${one}`, other: `# ${other}` });

export const prices = {
  title: 'Prices as CSV',
  downloadTitle: 'Download',
  everyService: 'Every service',
  everyCountry: 'Every country',
  onlyOwn:
    'Offers with a price of their own, and those withdrawn. Choose a service or a country to have the prices by rule too.',
  alsoByRule: 'Every price of the choice, those by rule too.',
  importLink: 'Import CSV',
  importTitle: 'Import',
  importLead:
    'Change prices in the file and choose it here. You see what would change before anything does. Offers that are not in the file stay as they are.',
  file: 'CSV file',
  fileHint: 'Up to 20,000 lines and 5,000 changes. The first line names the columns:',
  reading: 'Reading the file…',
  unreadable: ['The file can’t be read', 'Choose it once more.'] as [string, string],
  tooLarge: ['The file is too large', 'Part it, by service for instance.'] as [string, string],
  previewOf: (name: string) => `Preview of ${name}`,
  counts: {
    added: 'New',
    changed: 'Changed',
    withdrawn: 'Withdrawn',
    returned: 'Back to the rule',
    unchanged: 'Unchanged',
  },
  before: 'Now',
  after: 'Then',
  nothing: 'Nothing would change',
  nothingHint: 'The prices are like in the file already.',
  apply: (count: number) => `Change ${many(count, 'price', 'prices')}`,
  discard: 'Discard',
  again: 'New preview',
  done: (count: number) => many(count, 'price changed', 'prices changed'),
  mistakes: (count: number) => many(count, 'mistake', 'mistakes'),
  mistakesHint: 'Nothing was changed. Correct the file and choose it again.',
  moreMistakes: (count: number) => `And ${many(count, 'more', 'more')}.`,
  line: (line: number) => `Line ${line}:`,
  mistake: {
    file_empty: 'The file is empty. Download one and change that.',
    file_not_text: 'This is not UTF-8 text. Save the file as “CSV UTF-8”.',
    file_malformed: 'A quotation mark or a line end is wrong here.',
    column_missing: 'A column is missing. There have to be service, country and price.',
    column_unknown: 'A column has an unknown name. Use those of a downloaded file.',
    fields_count: 'There are more or fewer values than columns. Is a price written with a comma?',
    country_unknown: 'No such country. Use the two letters of a downloaded file.',
    service_unknown: 'No such service. Use the short name of a downloaded file.',
    source_unknown: 'Write set, rule or withdrawn.',
    price_missing: 'A price is missing. Write one, or rule or withdrawn as the source.',
    price_invalid: 'This is no price. Write it like 1.50, without a currency sign.',
    price_comma: 'Write the price with a point: 1.50.',
    price_unexpected: 'A withdrawn offer has no price. Leave it empty, or write set as the source.',
    price_of_rule: 'The rule says another price. Write set as the source, or leave the price empty.',
    currency_other: 'This is not the currency of the house. Write that, or leave it empty.',
    offer_twice: 'This service and country stand in an earlier line already.',
    lines_too_many: 'There are too many lines. Part the file.',
    changes_too_many: 'There are too many changes. Part the file here.',
  },
};
