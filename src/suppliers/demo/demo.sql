-- name: leases_to_answer
-- Live leases on this supplier's numbers since the last look: deadlines grow as leases are opened.
SELECT lease.id, lease.expires_at, lease.e164, service.name
FROM lease JOIN service ON service.id = lease.service_id
WHERE lease.status IN ('waiting', 'received') AND lease.supplier_id = $1
    AND (lease.expires_at, lease.id) > ($2, $3)
ORDER BY lease.expires_at, lease.id LIMIT $4
