-- AlterEnum
ALTER TYPE "RefundStatus" ADD VALUE 'WITHDRAWN';
