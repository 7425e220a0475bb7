// SPDX-License-Identifier: Apache-2.0
// What the account's API keys were used for lately: as much as is promised to be kept (P7).
import { useInfiniteQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import { t } from '../../texts';
import { Button, ButtonLink } from '../../ui/button';
import { Moment } from '../../ui/moment';
import { Empty, Failed, Skeleton } from '../../ui/states';

const texts = t.developers.requests;

export function ApiRequests() {
  const requests = useInfiniteQuery(queries.apiRequests);
  if (requests.isPending) return <Skeleton shape="rows" />;
  if (requests.data === undefined) {
    return <Failed error={requests.error} onRetry={() => void requests.refetch()} />;
  }
  const items = requests.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <Empty icon="code" title={texts.none} hint={texts.noneHint}>
        <ButtonLink href="/developers/keys">{t.keys.title}</ButtonLink>
      </Empty>
    );
  }
  return (
    <>
      <header className="panel-head">
        <p className="fine">{texts.kept}</p>
        <Button
          size="small"
          icon="refresh"
          busy={requests.isRefetching}
          onClick={() => void requests.refetch()}
        >
          {texts.refresh}
        </Button>
      </header>
      <table className="table api-requests">
        <thead>
          <tr>
            <th>{texts.endpoint}</th>
            <th>{texts.status}</th>
            <th>{texts.address}</th>
            <th className="end">{texts.when}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((request, index) => (
            <tr key={index}>
              <th scope="row">
                <code>{request.endpoint}</code>
              </th>
              <td>
                <span className={request.status < 400 ? 'status-code good' : 'status-code bad'}>
                  {request.status}
                </span>
              </td>
              <td className="tabular">
                <bdi dir="ltr">{request.ip}</bdi>
              </td>
              <td className="end when-cell">
                <Moment time={request.requested_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {requests.hasNextPage && (
        <div className="more">
          <Button busy={requests.isFetchingNextPage} onClick={() => void requests.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}
