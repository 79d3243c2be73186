-- The number below which a figure of the tenant is not shown.
LEFT JOIN
(
    SELECT tenant AS profile_tenant, argMax(minimum_n, effective_from) AS smallest_n
    FROM crm.tenant_profile
    GROUP BY tenant
) AS profile ON profile_tenant = counted.tenant
