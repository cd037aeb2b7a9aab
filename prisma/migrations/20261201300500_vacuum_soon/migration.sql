-- The day's figures, the tabs' counts and the best sellers are read in indexes alone, without a look at the table: as far as VACUUM has noted
-- that a page's rows are seen by everybody. By itself autovacuum comes when a fifth of a table is new or dead. Of a million orders that is five
-- months, so that the thirty days that the dashboard adds up are never noted. From here it comes at a hundredth (and at 1,000 new or 50 dead rows,
-- PostgreSQL's own least, of a small table). It passes over pages that are noted already, so that it reads little each time.
ALTER TABLE "orders" SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);
ALTER TABLE "payments" SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);
ALTER TABLE "stock_movements" SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);
