-- What strangers leave is swept by its age; without these each sweep walked through all of it.
CREATE INDEX "buyers_created_at_idx" ON "buyers"("created_at");
CREATE INDEX "rate_limits_expire_idx" ON "rate_limits"("expire");
